/** An act that may be refused. */

import { byId } from '/modules/dom.js';

/** What is refused is told at the top of the page. */
export async function attempt(run) {
  try {
    await run();
    return true;
  } catch (problem) {
    (await import('/modules/form.js')).showErrors(byId('main'), problem);
    return false;
  }
}
