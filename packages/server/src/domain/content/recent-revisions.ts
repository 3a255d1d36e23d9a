import type { Revision } from '../../resources/resource.ts'

const dayMs = 86_400_000

/**
 * What a history shows by default: states saved since the start (UTC) of the day `days` days ago, and the current one;
 * when that is all, the very first one after it. Oldest first, as given.
 */
export function recentRevisions<R extends Pick<Revision, 'number' | 'createdAt'>>(
  all: readonly R[],
  current: number,
  options: { now: number; days: number },
): R[] {
  const since = Math.floor(options.now / dayMs) * dayMs - options.days * dayMs
  const shown = all.filter((revision) => revision.number === current || revision.createdAt.getTime() >= since)
  const [first] = all
  if (shown.length === 1 && first !== undefined && first.number !== current) shown.push(first)
  return shown
}
