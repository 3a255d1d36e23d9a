const dayMs = 86_400_000
/** Days that JavaScript's calendar reaches; beyond it (and for the engine's infinities) a date is given as text. */
const maxDay = 100_000_000
const days = new Map<number, string>()

function dayText(day: number): string {
  const known = days.get(day)
  if (known !== undefined) return known
  const written = new Date(day * dayMs).toISOString().slice(0, -14)
  if (days.size < 50_000) days.set(day, written)
  return written
}

/** JSON text of a date, from days since 1970: `"2026-03-29"`. */
export function isoDate(day: number): string {
  if (day >= maxDay) return '"infinity"'
  return day <= -maxDay ? '"-infinity"' : `"${dayText(day)}"`
}

/** JSON text of a moment, from ticks since 1970 (`ticksPerMs` of them a millisecond): `"2026-03-29T01:30:00.000Z"`. */
export function isoTimestamp(ticks: bigint, ticksPerMs: bigint, suffix: '' | 'Z'): string {
  let ms = ticks / ticksPerMs
  if (ticks < 0n && ticks % ticksPerMs !== 0n) ms -= 1n
  const value = Number(ms)
  const day = Math.floor(value / dayMs)
  if (day >= maxDay) return '"infinity"'
  if (day <= -maxDay) return '"-infinity"'
  let rest = value - day * dayMs
  const hours = Math.floor(rest / 3_600_000)
  rest -= hours * 3_600_000
  const minutes = Math.floor(rest / 60_000)
  rest -= minutes * 60_000
  const seconds = Math.floor(rest / 1000)
  return `"${dayText(day)}T${two(hours)}:${two(minutes)}:${two(seconds)}.${String(rest - seconds * 1000).padStart(3, '0')}${suffix}"`
}

const two = (value: number): string => (value < 10 ? `0${value}` : String(value))
