import { QueryClient, type InvalidateOptions, type InvalidateQueryFilters, type QueryKey } from '@tanstack/react-query'
import { ApiError } from './api-error.ts'

/**
 * What is asked for the first time while a change is made may be answered as it was before. The library lets such a first
 * question run on and takes its answer for the new one; here it is given up and asked again.
 */
class FreshQueryClient extends QueryClient {
  override async invalidateQueries<TKey extends QueryKey = QueryKey>(filters?: InvalidateQueryFilters<TKey>, options?: InvalidateOptions): Promise<void> {
    await this.cancelQueries<TKey>({
      ...filters,
      fetchStatus: 'fetching',
      predicate: (query) => query.state.data === undefined && (filters?.predicate?.(query) ?? true),
    })
    await super.invalidateQueries(filters, options)
  }
}

/** Cache of server answers. Only what may pass by itself is tried again: no answer at all, or "not just now". */
export const makeQueryClient = (): QueryClient =>
  new FreshQueryClient({
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        refetchOnWindowFocus: false,
        retry: (failures, error) => failures < 2 && error instanceof ApiError && (error.statusCode === 0 || error.statusCode === 503),
      },
    },
  })
