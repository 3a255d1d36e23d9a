import { Button, Group, Radio, Skeleton, Stack, TagsInput, Text } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type SyntheticEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { tableSelectionQuery, updateTableSelection, type TableSelection } from '../../api/catalog.ts'
import { allExploresQuery, type ExploreSummary } from '../../api/explores.ts'
import { Page } from '../../components/page.tsx'
import { QueryBoundary } from '../../components/query-boundary.tsx'
import { toastDone, toastFailed } from '../../components/toast.ts'
import { useMay } from '../../components/use-may.ts'
import { useProjectUuid } from '../../components/use-route-param.ts'
import { useCrumbs } from '../../shell/crumbs.ts'
import { paths } from '../../shell/paths.ts'

/** Which tables of its models a project offers. */
export function TablesSettingsPage() {
  const { t } = useTranslation()
  const projectUuid = useProjectUuid()
  const selection = useQuery(tableSelectionQuery(projectUuid))
  const explores = useQuery(allExploresQuery(projectUuid)).data ?? []
  useCrumbs([{ label: t('settings.title'), href: paths.settings(projectUuid) }, { label: t('tablesSettings.title') }])
  return (
    <Page title={t('tablesSettings.title')} description={t('tablesSettings.description')}>
      <QueryBoundary query={selection} failed={t('tablesSettings.failed')} skeleton={<Skeleton height={200} />}>
        {({ tableSelection }) => <SelectionForm projectUuid={projectUuid} saved={tableSelection} explores={explores} />}
      </QueryBoundary>
    </Page>
  )
}

const types = [
  ['ALL', 'all'],
  ['WITH_TAGS', 'withTags'],
  ['WITH_NAMES', 'withNames'],
] as const

function isFound({ type, value }: TableSelection, { name, tags }: ExploreSummary): boolean {
  if (type === 'ALL') return true
  return type === 'WITH_NAMES' ? value?.includes(name) === true : tags.some((tag) => value?.includes(tag))
}

function SelectionForm({ projectUuid, saved, explores }: { projectUuid: string; saved: TableSelection; explores: readonly ExploreSummary[] }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const mayChange = useMay(projectUuid, 'project.update')
  const [selection, setSelection] = useState(saved)
  const [isSaving, setSaving] = useState(false)
  const isEmpty = selection.type !== 'ALL' && (selection.value ?? []).length === 0
  const known = selection.type === 'WITH_TAGS' ? [...new Set(explores.flatMap(({ tags }) => tags))] : explores.map(({ name }) => name)
  const save = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault()
    setSaving(true)
    try {
      await updateTableSelection(projectUuid, selection)
      await queryClient.invalidateQueries()
      toastDone(t('tablesSettings.saved'))
    } catch (error) {
      toastFailed(t('tablesSettings.saveFailed'), error)
    }
    setSaving(false)
  }
  return (
    <form onSubmit={(event) => void save(event)}>
      <Stack maw={560}>
        {!mayChange && <Text size="sm">{t('tablesSettings.readOnly')}</Text>}
        <Radio.Group
          label={t('tablesSettings.choice')}
          value={selection.type}
          onChange={(type) => setSelection({ type: types.find(([one]) => one === type)?.[0] ?? 'ALL', value: type === saved.type ? saved.value : null })}
        >
          <Stack gap="xs" mt="xs">
            {types.map(([type, text]) => (
              <Radio key={type} value={type} label={t(`tablesSettings.${text}`)} disabled={!mayChange} />
            ))}
          </Stack>
        </Radio.Group>
        {selection.type !== 'ALL' && (
          <TagsInput
            label={t(selection.type === 'WITH_TAGS' ? 'tablesSettings.tags' : 'tablesSettings.names')}
            data={known}
            value={selection.value ?? []}
            onChange={(value) => setSelection({ ...selection, value })}
            disabled={!mayChange}
          />
        )}
        <Text size="sm" c="dimmed" role="status">
          {t('tablesSettings.found', { count: explores.filter((explore) => isFound(selection, explore)).length })}
        </Text>
        {mayChange && (
          <Group justify="flex-end">
            <Button type="submit" loading={isSaving} disabled={isEmpty}>
              {t('tablesSettings.save')}
            </Button>
          </Group>
        )}
      </Stack>
    </form>
  )
}
