import type { SqlChartConfig } from '@atrium/documents'
import { NativeSelect, Text } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { refreshContentLists } from '../../api/content-lists.ts'
import { createSqlChart } from '../../api/sql-charts.ts'
import { spacesQuery } from '../../api/spaces.ts'
import { NameDialog } from '../../components/name-dialog.tsx'
import { spaceTree } from '../../space/space-tree.ts'

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
  const spaces = useQuery(spacesQuery(projectUuid))
  const [chosen, setChosen] = useState<string | null>(null)
  const list = spaces.data ?? []
  const spaceUuid = chosen ?? (list.find(({ isPrivate }) => !isPrivate) ?? list[0])?.uuid
  const save = async ({ name, description }: { name: string; description: string }): Promise<void> => {
    const { savedSqlUuid } = await createSqlChart(projectUuid, {
      name,
      sql,
      limit,
      config,
      ...(description === '' ? {} : { description }),
      ...(spaceUuid === undefined ? {} : { spaceUuid }),
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
      <NativeSelect
        label={t('sqlSave.space')}
        value={spaceUuid ?? ''}
        onChange={(event) => setChosen(event.currentTarget.value)}
        disabled={list.length === 0}
        data={spaceTree(list).map(({ space: { uuid, isPrivate }, path }) => ({ value: uuid, label: isPrivate ? t('save.private', { name: path }) : path }))}
      />
      {spaces.isError && (
        <Text size="xs" c="red">
          {t('save.spacesFailed')}
        </Text>
      )}
      <Text size="xs" c="dimmed">
        {t('sqlSave.chartDraws')} {t('sqlSave.chartNote')}
      </Text>
    </NameDialog>
  )
}
