/** Rows that came as bytes which are no table, or one that cannot be kept. */
export class DamagedRows extends Error {}
