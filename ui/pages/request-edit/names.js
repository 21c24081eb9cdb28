// Names of the form's fields where they stand alone.
import { itemOf } from '/pages/request/item.js';

/** A field's name with its item's. @param model  of fields.js */
export function fullName({ catalogue, fields }, path) {
  const item = catalogue.find(({ code }) => code === itemOf(path));
  return `${item ? `${item.name}：` : ''}${fields[path].label ?? '項目'}`;
}
