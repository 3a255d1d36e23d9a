import { Skeleton, Text } from '@mantine/core'
import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '../../../api/api-error.ts'
import { QueryBoundary } from '../../../components/query-boundary.tsx'

type Props<T> = {
  query: UseQueryResult<T>
  /** Said when it fails. */ failed: string
  /** Pixels, until it is there. */ height: number
  children: (data: T) => ReactNode
}

/** What a cell shows, as far as its rows are kept: those of a run are for a time, which is no failure. */
export function OutputBoundary<T>({ query, failed, height, children }: Props<T>) {
  const { t } = useTranslation()
  if (query.error instanceof ApiError && query.error.name === 'RunRowsGoneError') {
    return (
      <Text size="sm" c="dimmed">
        {t('appRuns.rowsGone')}
      </Text>
    )
  }
  return (
    <QueryBoundary query={query} failed={failed} skeleton={<Skeleton height={height} />}>
      {children}
    </QueryBoundary>
  )
}
