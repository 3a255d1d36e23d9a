import { Stack, Text, Title } from '@mantine/core'
import type { UseQueryResult } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Validation } from '../../api/develop.ts'
import { ErrorPanel } from '../../components/error-panel.tsx'
import { LostNames } from './lost-names.tsx'
import { ProblemList } from './problem-list.tsx'

type Props = { projectUuid: string; path: string; validation: UseQueryResult<Validation>; isCurrent: boolean; onGo: (line: number) => void }

/** What is wrong with the text as it is now, here and in files that depend on it. */
export function FileProblems({ projectUuid, path, validation, isCurrent, onGo }: Props) {
  const { t } = useTranslation()
  if (validation.isError) return <ErrorPanel title={t('develop.checkFailed')} error={validation.error} onRetry={() => void validation.refetch()} />
  const problems = validation.data?.problems ?? []
  const own = problems.filter(({ file }) => file === path)
  const others = problems.filter(({ file }) => file !== path)
  const isChecking = !isCurrent || validation.isFetching || validation.data === undefined
  return (
    <Stack gap="xs">
      <Text size="xs" c="dimmed" role="status">
        {isChecking ? t('develop.checking') : own.length === 0 ? t('develop.good') : ''}
      </Text>
      {validation.data !== undefined && <LostNames projectUuid={projectUuid} lost={validation.data.lost} />}
      {own.length > 0 && (
        <section aria-label={t('develop.problemsHere')}>
          <Title order={2} size="h6" mb={4}>
            {t('develop.problemsHere')}
          </Title>
          <ProblemList projectUuid={projectUuid} problems={own} onGo={onGo} />
        </section>
      )}
      {others.length > 0 && (
        <section aria-label={t('develop.problemsElsewhere')}>
          <Title order={2} size="h6" mb={4}>
            {t('develop.problemsElsewhere')}
          </Title>
          <ProblemList projectUuid={projectUuid} problems={others} most={10} />
        </section>
      )}
    </Stack>
  )
}
