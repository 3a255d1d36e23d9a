import { maxTiles, nextFreePosition, type DashboardTile } from '@atrium/documents'
import { Badge, Button, Menu, Modal, NavLink, ScrollArea, Skeleton, Stack, Text, TextInput } from '@mantine/core'
import { IconChartBar, IconHeading, IconMarkdown, IconPlus, IconVideo } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newUuid } from '../../../api/new-uuid.ts'
import { chartsQuery, type ChartSummary } from '../../../api/saved-charts.ts'
import { NameDialog } from '../../../components/name-dialog.tsx'
import { headingText } from '../../../dashboard/heading-text.ts'
import { useDashboard } from '../dashboard-context.ts'
import { TileDialog } from './tile-dialog.tsx'
import { messageOf } from '../../../api/message-of.ts'

type Props = { tiles: readonly DashboardTile[]; tabUuid: string | null; onAdd: (tile: DashboardTile) => void }

/** Adds a saved chart, a heading, a text or a page of elsewhere at the first free place. */
export function AddTile({ tiles, tabUuid, onAdd }: Props) {
  const { t } = useTranslation()
  const [open, setOpen] = useState<'chart' | 'heading' | 'markdown' | 'loom' | null>(null)
  const close = (): void => setOpen(null)
  const place = (w: number, h: number) => ({ uuid: newUuid(), ...nextFreePosition(tiles, { w, h }), w, h, tabUuid })
  const { tiles: all } = useDashboard()
  const isFull = all.length >= maxTiles
  const add = (tile: DashboardTile): void => {
    onAdd(tile)
    close()
  }
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button size="xs" variant="default" leftSection={<IconPlus size={15} />}>
            {t('dashboard.editing.add')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {isFull && <Menu.Label maw={240}>{t('dashboard.editing.full', { count: maxTiles })}</Menu.Label>}
          <Menu.Item disabled={isFull} leftSection={<IconChartBar size={15} />} onClick={() => setOpen('chart')}>
            {t('dashboard.editing.addChart')}
          </Menu.Item>
          <Menu.Item disabled={isFull} leftSection={<IconHeading size={15} />} onClick={() => setOpen('heading')}>
            {t('dashboard.editing.addHeading')}
          </Menu.Item>
          <Menu.Item disabled={isFull} leftSection={<IconMarkdown size={15} />} onClick={() => setOpen('markdown')}>
            {t('dashboard.editing.addText')}
          </Menu.Item>
          <Menu.Item disabled={isFull} leftSection={<IconVideo size={15} />} onClick={() => setOpen('loom')}>
            {t('dashboard.editing.addVideo')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {open === 'chart' && <ChartPicker onClose={close} onPick={(chart) => add({ ...place(18, 8), ...tileOf(chart) })} />}
      {open === 'heading' && (
        <NameDialog
          title={t('dashboard.editing.addHeading')}
          submit={t('dashboard.editing.add')}
          failed=""
          onClose={close}
          onSubmit={({ name }) => {
            add({ ...place(36, 1), type: 'markdown', properties: { title: '', content: headingText(name) } })
            return Promise.resolve()
          }}
        />
      )}
      {open === 'markdown' && (
        <TileDialog
          title={t('dashboard.editing.addTextTile')}
          submit={t('dashboard.editing.add')}
          tile={{ ...place(12, 4), type: 'markdown', properties: { title: '', content: '' } }}
          onSubmit={add}
          onClose={close}
        />
      )}
      {open === 'loom' && (
        <TileDialog
          title={t('dashboard.editing.addPageTile')}
          submit={t('dashboard.editing.add')}
          tile={{ ...place(12, 4), type: 'loom', properties: { title: '', url: '' } }}
          onSubmit={add}
          onClose={close}
        />
      )}
    </>
  )
}

const tileOf = ({ uuid, name, source }: ChartSummary) =>
  source === 'sql'
    ? { type: 'sql_chart' as const, properties: { savedSqlUuid: uuid, chartName: name } }
    : { type: 'saved_chart' as const, properties: { savedChartUuid: uuid, chartName: name } }

function ChartPicker({ onPick, onClose }: { onPick: (chart: ChartSummary) => void; onClose: () => void }) {
  const { t } = useTranslation()
  const { projectUuid } = useDashboard()
  const charts = useQuery(chartsQuery(projectUuid))
  const [search, setSearch] = useState('')
  const found = (charts.data ?? []).filter(({ name }) => name.toLowerCase().includes(search.trim().toLowerCase()))
  return (
    <Modal opened onClose={onClose} title={t('dashboard.editing.addChart')}>
      <Stack gap="xs">
        <TextInput
          aria-label={t('dashboard.editing.searchCharts')}
          placeholder={t('dashboard.editing.searchCharts')}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
          data-autofocus
        />
        {charts.isPending ? <Skeleton height={120} /> : null}
        {charts.isError ? <Text c="red">{messageOf(charts.error)}</Text> : null}
        {charts.data !== undefined && found.length === 0 ? <Text size="sm">{t('dashboard.editing.noCharts')}</Text> : null}
        <ScrollArea.Autosize mah={360}>
          {found.map((chart) => (
            <NavLink
              key={chart.uuid}
              component="button"
              type="button"
              label={chart.name}
              description={chart.spaceName}
              onClick={() => onPick(chart)}
              {...(chart.source === 'sql'
                ? {
                    rightSection: (
                      <Badge size="xs" variant="default">
                        {t('sqlChart.mark')}
                      </Badge>
                    ),
                  }
                : {})}
            />
          ))}
        </ScrollArea.Autosize>
      </Stack>
    </Modal>
  )
}
