import { Button, Paper, Skeleton, Stack, Text, Title } from '@mantine/core'
import { IconCircleCheck } from '@tabler/icons-react'
import type { Problem } from '@atrium/semantic'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { modelsQuery } from '../../api/develop.ts'
import { overviewQuery, startValidation } from '../../api/validation.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { NeedsRole } from '../../components/needs-role.tsx'
import { Page } from '../../components/page.tsx'
import { QueryBoundary } from '../../components/query-boundary.tsx'
import { toastFailed } from '../../components/toast.ts'
import { useProjectUuid } from '../../components/use-route-param.ts'
import { useCrumbs } from '../../shell/crumbs.ts'
import { paths } from '../../shell/paths.ts'
import { ContentFindings } from './findings/content-findings.tsx'
import { groupProblems } from './group-problems.ts'
import { ProblemList } from './problem-list.tsx'

/** What is wrong in the models, for those who may see them. */
export function ValidationPage() {
  const { t } = useTranslation()
  const projectUuid = useProjectUuid()
  useCrumbs([{ label: t('shell.nav.develop'), href: paths.develop(projectUuid) }, { label: t('validation.title') }])
  return (
    <NeedsRole projectUuid={projectUuid} title={t('validation.title')} needs="model.view" least="developer">
      <Validation projectUuid={projectUuid} />
    </NeedsRole>
  )
}

/** Everything that is wrong, grouped by cause: in content that names what is gone, and in the models themselves. */
function Validation({ projectUuid }: { projectUuid: string }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const models = useQuery(modelsQuery(projectUuid))
  const again = async (): Promise<void> => {
    try {
      await Promise.all([startValidation(projectUuid), models.refetch()])
    } catch (error) {
      toastFailed(t('findings.runFailed'), error)
    } finally {
      await queryClient.invalidateQueries({ queryKey: overviewQuery(projectUuid).queryKey, exact: true })
    }
  }
  return (
    <Page
      title={t('validation.title')}
      description={t('validation.description')}
      actions={
        <Button variant="default" loading={models.isFetching} onClick={() => void again()}>
          {t('validation.again')}
        </Button>
      }
    >
      <Stack gap="xl">
        <ContentFindings projectUuid={projectUuid} />
        <section aria-label={t('findings.models')}>
          <Title order={2} size="h5" mb="xs">
            {t('findings.models')}
          </Title>
          <QueryBoundary query={models} failed={t('develop.failed')} skeleton={<Skeleton height={240} />}>
            {({ problems }) =>
              problems.length === 0 ? (
                <EmptyState compact icon={IconCircleCheck} text={t('validation.none')} />
              ) : (
                <ModelProblems projectUuid={projectUuid} problems={problems} />
              )
            }
          </QueryBoundary>
        </section>
      </Stack>
    </Page>
  )
}

function ModelProblems({ projectUuid, problems }: { projectUuid: string; problems: readonly Problem[] }) {
  const { t } = useTranslation()
  return (
    <Stack gap="md">
      {groupProblems(problems).map(({ cause, code, problems: places }) => (
        <Paper key={code + cause} withBorder radius="md" p="md" component="section" aria-label={cause}>
          <Title order={3} size="h6">
            {cause}
          </Title>
          <Text size="xs" c="dimmed" mb="xs">
            {code} · {t('validation.count', { count: places.length })}
          </Text>
          <ProblemList projectUuid={projectUuid} problems={places} />
        </Paper>
      ))}
    </Stack>
  )
}
