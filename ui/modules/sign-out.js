/** Signing out. */

import { del } from './api.js';
import { forgetAll } from './forgetting.js';
import { tell } from './session-end.js';
import { userName } from './session.js';
import { mayLeave } from './typed.js';

/** Signs out, unless the user wants to stay with what is not saved. */
export function leave() {
  mayLeave(async () => {
    try {
      await del('/api/session', undefined, { signIn: false });
      forgetAll(userName());
      location.assign('/login.html?out');
    } catch (problem) {
      tell(problem);
    }
  });
}
