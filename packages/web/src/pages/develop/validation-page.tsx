import { Button, Paper, Skeleton, Stack, Text, Title } from '@mantine/core'
import { IconCircleCheck } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { modelsQuery } from '../../api/develop.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { NeedsRole } from '../../components/needs-role.tsx'
import { Page } from '../../components/page.tsx'
import { QueryBoundary } from '../../components/query-boundary.tsx'
import { useProjectUuid } from '../../components/use-route-param.ts'
import { useCrumbs } from '../../shell/crumbs.ts'
import { paths } from '../../shell/paths.ts'
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

/** Everything that is wrong, grouped by cause. */
function Validation({ projectUuid }: { projectUuid: string }) {
  const { t } = useTranslation()
  const models = useQuery(modelsQuery(projectUuid))
  return (
    <Page
      title={t('validation.title')}
      description={t('validation.description')}
      actions={
        <Button variant="default" loading={models.isFetching} onClick={() => void models.refetch()}>
          {t('validation.again')}
        </Button>
      }
    >
      <QueryBoundary query={models} failed={t('develop.failed')} skeleton={<Skeleton height={240} />}>
        {({ problems }) =>
          problems.length === 0 ? (
            <EmptyState icon={IconCircleCheck} text={t('validation.none')} />
          ) : (
            <Stack gap="md">
              {groupProblems(problems).map(({ cause, code, problems: places }) => (
                <Paper key={code + cause} withBorder radius="md" p="md" component="section" aria-label={cause}>
                  <Title order={2} size="h6">
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
      </QueryBoundary>
    </Page>
  )
}
