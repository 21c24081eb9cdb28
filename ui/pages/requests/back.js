/** The way back from a request to the list it was opened from. */

const BACK = 'haifu-list';

export const rememberList = () => sessionStorage.setItem(BACK, location.pathname + location.search);

export const lastList = () => sessionStorage.getItem(BACK) ?? '/requests.html';
