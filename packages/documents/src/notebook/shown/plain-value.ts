/** What code made, as JSON wrote it (see `CellOutcome`), back as what JavaScript writes: large integers and moments as text. */
export function plainValue(value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value
  if (Array.isArray(value)) return value.map(plainValue)
  const { $: kind, v } = value as { $?: unknown; v?: unknown }
  switch (kind) {
    case 'date':
      return typeof v === 'number' ? new Date(v).toISOString() : null
    case 'day':
      return typeof v === 'number' ? new Date(v).toISOString().slice(0, 10) : null
    case 'integer':
    case 'number':
      return String(v)
    case 'object':
      return entriesOf(v)
    default:
      return entriesOf(value)
  }
}

const entriesOf = (value: unknown): unknown =>
  Object.fromEntries(Object.entries(typeof value === 'object' && value !== null ? value : {}).map(([key, item]) => [key, plainValue(item)]))
