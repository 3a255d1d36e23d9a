/** A name as SQL needs it: quoted where it is not a plain lower-case word. */
export const sqlName = (name: string): string => (/^[a-z_][a-z0-9_]*$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`)
