import type { SqlChartConfig } from '@atrium/documents'
import { Text } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { refreshContentLists } from '../../api/content-lists.ts'
import { createSqlChart } from '../../api/sql-charts.ts'
import { NameDialog } from '../../components/name-dialog.tsx'
import { SpaceSelect, useSpaceChoice } from '../../space/space-select.tsx'

type Props = {
  projectUuid: string
  sql: string
  limit: number
  config: SqlChartConfig
  name: string
  onSaved: (chart: { uuid: string; name: string }) => void
  onClose: () => void
}

/** Saves SQL as a chart: name, description, space. */
export function SaveChartDialog({ projectUuid, sql, limit, config, name: suggested, onSaved, onClose }: Props) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const space = useSpaceChoice(projectUuid)
  const save = async ({ name, description }: { name: string; description: string }): Promise<void> => {
    const { savedSqlUuid } = await createSqlChart(projectUuid, {
      name,
      sql,
      limit,
      config,
      ...(description === '' ? {} : { description }),
      ...(space.value === undefined ? {} : { spaceUuid: space.value }),
    })
    await refreshContentLists(queryClient, projectUuid)
    onSaved({ uuid: savedSqlUuid, name })
  }
  return (
    <NameDialog
      title={t('sqlSave.chartTitle')}
      submit={t('sqlSave.save')}
      failed={t('sqlSave.failed')}
      name={suggested}
      description=""
      onSubmit={save}
      onClose={onClose}
    >
      <SpaceSelect choice={space} />
      <Text size="xs" c="dimmed">
        {t('sqlSave.chartDraws')} {t('sqlSave.chartNote')}
      </Text>
    </NameDialog>
  )
}
