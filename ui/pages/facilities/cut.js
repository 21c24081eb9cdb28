/** Cuts a file into parts of whole rows. Its bytes stay as they are: in UTF-8 and in Shift-JIS neither a line feed nor a quote is ever part of another character. */

/** Bytes of a part at most. */
export const PART_BYTES = 200 * 1024;
const [LF, CR, QUOTE] = [10, 13, 34];

/** Where the last row of these bytes ends: behind a line end outside of quotes, else behind any line end; 0 when there is none. */
export function lastRowEnd(bytes) {
  let quoted = false;
  let end = 0;
  let any = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (byte === QUOTE) quoted = !quoted;
    // A carriage return that is the last byte may be one half of a line end.
    const ends = byte === LF || (byte === CR && at + 1 < bytes.length && bytes[at + 1] !== LF);
    if (!ends) continue;
    any = at + 1;
    if (!quoted) end = at + 1;
  }
  return end || any;
}

/** The places at which the file is cut, from 0 to its end. @returns null when a row is too long */
export async function cuts(file) {
  const places = [0];
  for (let from = 0; from < file.size;) {
    const until = from + PART_BYTES;
    if (until >= file.size) {
      places.push(file.size);
      break;
    }
    const end = lastRowEnd(new Uint8Array(await file.slice(from, until).arrayBuffer()));
    if (end === 0) return null;
    from += end;
    places.push(from);
  }
  return places;
}
