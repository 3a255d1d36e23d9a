const longest = 200

/** A name as it stands in an address: ASCII letters and digits with single dashes, never empty. */
export function slugOf(name: string): string {
  const slug = name
    .normalize('NFKD')
    .replaceAll(/\p{Mark}+/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, longest)
    .replaceAll(/^-+|-+$/g, '')
  return slug === '' ? 'untitled' : slug
}

/** The first free one of `base`, `base-1`, `base-2`… */
export function freeSlug(base: string, taken: ReadonlySet<string>): string {
  if (!taken.has(base)) return base
  for (let number = 1; ; number += 1) {
    const candidate = `${base}-${number}`
    if (!taken.has(candidate)) return candidate
  }
}
