/** Type names that say themselves that a value is a moment: `timestamp with time zone`, `timestamptz`, `TIMESTAMP_LTZ`. */
export function namesInstant(typeName: string): boolean {
  return /with (local )?time zone/.test(typeName) || /^timestamp_?(tz|ltz)/.test(typeName)
}
