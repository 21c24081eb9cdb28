// @ts-check
/**
 * Types shared by modules and pages; nothing here is fetched by a browser.
 *
 * A session, as `GET /api/session` gives it.
 * @typedef {{user_name: string, role: 'facility'|'prefecture'|'ministry', name: string, prefecture: string|null, facility: string|null,
 *   must_enroll: boolean, expires_at: string, ends_at: string}} Session
 *
 * What a page builds itself from; `session` and `policy` may be null on public pages.
 * @typedef {{session: any, policy: any, main: HTMLElement, say: (text: string) => void}} Context
 *
 * How the API is called: `automatic` for the page's own refreshes, which are no activity of the user; `etag` is the version a change is based
 * on; `quiet` leaves the focus where it is when one has to sign in again; `signIn: false` throws a 401 instead of asking to sign in again; `type` is the body's; `wait`
 * is how many milliseconds an answer may take.
 * @typedef {{automatic?: boolean, quiet?: boolean, etag?: string|null, headers?: Record<string, string>, signIn?: boolean, type?: string, wait?: number}} CallOptions
 * @typedef {{status: number, json: any, etag: string|null, headers: Headers}} Answer
 *
 * A field: its wrapper element of class `field`.
 * @typedef {HTMLElement & {value: any, name: string, focusId: string, setError: (message: string|null) => void}} Field
 *
 * What a field is made from; `name` is its path on the wire. Further options stand at each builder.
 * @typedef {{name: string, label?: any, legend?: any, required?: boolean, optional?: boolean, support?: string, value?: any, [more: string]: any}} FieldOptions
 *
 * A column of a table: `note` is a second line of its head; `sort` is the key to sort by, several are taken in turn; `number` is aligned to
 * the right; `heading` names the row.
 * @typedef {{label: string, note?: string, cell: (row: any, index: number) => any, sort?: string|string[], number?: boolean, heading?: boolean}} Column
 *
 * `cards: false` for tables of figures, which stay tables on phones; `foot`: cells of a last line.
 * @typedef {{caption: string, columns: Column[], rows: any[], sort?: {key: string, onSort: (key: string) => void}, empty?: string, cards?: boolean,
 *   foot?: any[]}} TableOptions
 *
 * Builders and pages.
 * @typedef {(options: FieldOptions) => Field} Builder
 * @typedef {(options: {submit: string, fields: any, onSubmit: (form: any, submitter: HTMLElement|null) => any, actions?: any, class?: string}) => any} FormBuilder
 * @typedef {(options: {title: string, build: (context: Context) => any, current?: string, roles?: string[]}) => Promise<void>} PageBuilder
 *
 * Calls of the API.
 * @typedef {(path: string, options?: CallOptions) => Promise<Answer>} Read
 * @typedef {(path: string, body?: any, options?: CallOptions) => Promise<Answer>} Write
 *
 * Whatever need not be said more closely.
 * @typedef {(...all: any[]) => any} Any
 */

export {};
