import { Skeleton } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { askInsight } from '../../../api/event-models.ts'
import { ErrorPanel } from '../../../components/error-panel.tsx'
import { InsightAnswer } from './insight-answer.tsx'
import type { InsightWords } from './insight-words.ts'

type Props = { projectUuid: string; words: InsightWords; /** Another one asks anew. */ count: number }

/** What an insight answers, before it is saved. */
export function InsightPreview({ projectUuid, words, count }: Props) {
  const { t } = useTranslation()
  const answer = useQuery({
    queryKey: ['insight-preview', projectUuid, words, count],
    queryFn: async ({ signal }) => ({ words, results: (await askInsight(projectUuid, words, signal)).results }),
    placeholderData: keepPreviousData,
    gcTime: 0,
    retry: false,
  })
  if (answer.isError) return <ErrorPanel title={t('insightForm.previewFailed')} error={answer.error} onRetry={() => void answer.refetch()} />
  if (answer.data === undefined) return <Skeleton height={300} />
  return (
    <section aria-label={t('insightForm.preview')} aria-busy={answer.isFetching}>
      <InsightAnswer words={answer.data.words} results={answer.data.results} />
    </section>
  )
}
