import { useQuery } from '@tanstack/react-query'
import { appQuery, type PublishedApp } from '../../api/apps.ts'

const lookedAtMs = 60_000

/** Whether viewers have another version of an app by now than the one that is shown here: looked at by the minute, and whenever somebody comes back to the page. */
export function useNewerVersion({ app }: PublishedApp): boolean {
  const { data } = useQuery({ ...appQuery(app.uuid), initialData: app, staleTime: lookedAtMs, refetchInterval: lookedAtMs, refetchOnWindowFocus: 'always' })
  return data.published !== null && data.published.version !== app.published?.version
}
