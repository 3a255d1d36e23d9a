import { withWaitingExplores, type NotebookGraph } from '@atrium/documents'
import type { Explore } from '@atrium/semantic'
import { useQueries, type UseQueryResult } from '@tanstack/react-query'
import { useMemo } from 'react'
import { exploreQuery } from '../../api/explores.ts'

/** Explores of which it is asked what they read; nobody has more below a cell that writes, and the server waits for them whatever is drawn. */
const mostAsked = 30

/** The same graph in which explores wait for cells above them that write a table which they read; until it is known which these are, as it was. */
export function useWaitingExplores(projectUuid: string, said: NotebookGraph): NotebookGraph {
  const explores = useQueries({ queries: belowWriting(said).map((name) => ({ ...exploreQuery(projectUuid, name), retry: false })), combine: found })
  return useMemo(() => withWaitingExplores(said, new Map(explores.map((explore) => [explore.name, explore]))), [said, explores])
}

const found = (answers: UseQueryResult<Explore>[]): Explore[] => answers.flatMap(({ data }) => data ?? [])

/** Names of the explores that are asked below a cell that writes. */
function belowWriting({ cells }: NotebookGraph): string[] {
  const all = [...cells.values()]
  const first = all.findIndex(({ kind }) => kind === 'writeback')
  return first === -1 ? [] : [...new Set(all.slice(first).flatMap((cell) => (cell.kind === 'explore' ? [cell.exploreName] : [])))].slice(0, mostAsked)
}
