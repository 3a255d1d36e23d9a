const minute = 60_000
const day = 24 * 60 * minute

/** Moments that are often gone back to, by how long ago they are. */
export const momentsAgo = { hour: 60 * minute, day, week: 7 * day, month: 30 * day } as const

/** A moment as an input of date and time writes it: local, to the minute. */
export function asLocalInput(moment: Date): string {
  const two = (value: number): string => String(value).padStart(2, '0')
  return `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}T${two(moment.getHours())}:${two(moment.getMinutes())}`
}

/** What such an input says as a moment; null while it says none, or one to come. */
export function fromLocalInput(text: string, now: Date): Date | null {
  const moment = new Date(text)
  return text === '' || Number.isNaN(moment.getTime()) || moment > now ? null : moment
}
