import { useParams } from '@tanstack/react-router'

/** A parameter of the current route's path. Throws when the route has none of that name: a mistake of ours. */
export function useRouteParam(name: string): string {
  const params = useParams({ strict: false }) as Record<string, string | undefined>
  const value = params[name]
  if (value === undefined) throw new Error(`This route has no parameter ${name}`)
  return value
}

/** Uuid of the project whose page this is. */
export const useProjectUuid = (): string => useRouteParam('project')
