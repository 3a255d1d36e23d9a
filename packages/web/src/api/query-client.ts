import { QueryClient } from '@tanstack/react-query'
import { ApiError } from './api-error.ts'

/** Cache of server answers. Only what may pass by itself is tried again: no answer at all, or "not just now". */
export const makeQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        refetchOnWindowFocus: false,
        retry: (failures, error) => failures < 2 && error instanceof ApiError && (error.statusCode === 0 || error.statusCode === 503),
      },
    },
  })
