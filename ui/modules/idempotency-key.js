/** Makes a repeated sending harmless. */
export const idempotencyKey = () => crypto.getRandomValues(new Uint32Array(4)).join('-');
