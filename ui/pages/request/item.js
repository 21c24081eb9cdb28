// What the facility's part holds for each item.

/** An item's fields in reading order, as they are before anything is entered. */
export const ITEM = { requested: false, outlook: null, quantity: null, weekly_consumption: null, stock: null, procurement_difficulty: '', aerosol_procedures: '' };

/** The code of the item a field belongs to. */
export const itemOf = (path) => (path.startsWith('items.') ? path.split('.')[1] : null);
