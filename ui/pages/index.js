/** Leads to the home page, or to the sign-in page. */

const { ok } = await fetch('/api/session', { headers: { 'X-Haifu-Automatic': '1' }, cache: 'no-store' }).catch(() => ({ ok: false }));
location.replace(ok ? '/home.html' : '/login.html');
export {};
