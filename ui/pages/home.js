// Home: one address for everybody; each role has its own screen, an exported `build(context)`.
import { page } from '/modules/frame.js';

const SCREENS = { facility: 'facility', prefecture: 'officer', ministry: new URLSearchParams(location.search).has('charts') ? 'charts' : 'ministry' };

page({
  title: 'ホーム',
  current: '/home.html',
  build: async (context) => {
    const { build } = await import(`/pages/home/${SCREENS[context.session.role]}.js`);
    await build(context);
  },
});
