/** What was done on a page that is left: told on the next one to the same user, by tell.js; forgotten by signing in (forgetting.js). */

import { leaving } from './session.js';

/** Goes to a page, which tells that it is done, with what is to be known about it. Going back does not lead here again. */
export function tellAt(href, message, warnings = []) {
  sessionStorage.setItem('haifu:told', JSON.stringify([message, ...warnings]));
  location.replace(href);
  // Meanwhile nothing is sent again.
  return leaving();
}
