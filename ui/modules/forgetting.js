/** Forgets what is typed when somebody signs in or out. */

import { place } from './kept.js';

const remove = (which) => Object.keys(sessionStorage).filter(which).forEach((key) => sessionStorage.removeItem(key));
export const forgetAll = (user) => remove((key) => key.startsWith(place(user, '')));
/** Forgets what others typed in this tab. */
export const forgetOthers = (user) => remove((key) => key.startsWith('haifu:') && !key.startsWith(place(user, '')));
