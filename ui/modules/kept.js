/** Where what is typed and not sent is kept in this tab, by user. */

import { userName } from './session.js';

export const place = (user, key) => `haifu:${user}:${key}`;
export const isKept = (key) => place(userName(), key) in sessionStorage;
export const forget = (key) => sessionStorage.removeItem(place(userName(), key));
