import { Button, List, Skeleton, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { modelsQuery } from '../api/develop.ts'
import { paths } from '../shell/paths.ts'
import { LinkTo } from './link-to.tsx'
import { QueryBoundary } from './query-boundary.tsx'

/** Tables that are named; the others are where models are made of them. */
const most = 12

/** The tables of a warehouse that no model describes yet, and the way to models of them. */
export function TablesToModel({ projectUuid }: { projectUuid: string }) {
  const { t } = useTranslation()
  const models = useQuery({ ...modelsQuery(projectUuid), retry: false })
  return (
    <QueryBoundary query={models} failed={t('tablesToModel.failed')} skeleton={<Skeleton height={90} />}>
      {({ tables: all, readOnly }) => {
        const tables = all.filter(({ models: described }) => described.length === 0)
        return (
          <Stack gap="xs" align="flex-start" component="section" aria-label={t('tablesToModel.title')}>
            <Text size="sm">
              {tables.length > 0 ? t('tablesToModel.some', { count: tables.length }) : t(all.length > 0 ? 'tablesToModel.allDescribed' : 'tablesToModel.none')}
            </Text>
            {tables.length > 0 && (
              <List size="sm">
                {tables.slice(0, most).map(({ name }) => (
                  <List.Item key={name}>{name}</List.Item>
                ))}
                {tables.length > most && <List.Item>{t('tablesToModel.more', { count: tables.length - most })}</List.Item>}
              </List>
            )}
            {all.length > 0 && readOnly === null && (
              <Button size="xs" variant={tables.length > 0 ? 'light' : 'default'} component={LinkTo} href={paths.modelTables(projectUuid)}>
                {t('tablesToModel.create')}
              </Button>
            )}
          </Stack>
        )
      }}
    </QueryBoundary>
  )
}
