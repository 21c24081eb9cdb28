/** The hours of the policy in force as people read them (SPEC 4: they are data, so no page writes them itself). */

/** 13:00 → 13時; 16:30 → 16時30分. */
export const hour = (time) => `${+time.slice(0, 2)}時${time.endsWith(':00') ? '' : `${time.slice(3)}分`}`;

/** Until when a submission is due the same day. @param policy as `GET /api/policy` gives it */
export const cutoff = (policy) => hour(policy.cutoff);

/** When an input is due. @param policy as `GET /api/policy` gives it */
export const target = (policy) => hour(policy.target);
