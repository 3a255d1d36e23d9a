import { Button, Group, NativeSelect } from '@mantine/core'
import { IconNotebook, IconPlus, IconSearch } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { appsQuery, appStatuses } from '../../api/apps.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { Page } from '../../components/page.tsx'
import { QueryBoundary } from '../../components/query-boundary.tsx'
import { SearchField } from '../../components/search-field.tsx'
import { useGo } from '../../components/use-go.ts'
import { useMay } from '../../components/use-may.ts'
import { useNewItem } from '../../components/use-new-item.ts'
import { useProjectUuid } from '../../components/use-route-param.ts'
import { useCrumbs } from '../../shell/crumbs.ts'
import { PagePending } from '../../shell/page-pending.tsx'
import { paths } from '../../shell/paths.ts'
import { NewNotebookDialog } from './new-notebook-dialog.tsx'
import { NotebookList } from './notebook-list.tsx'
import { notebookOrders, wantedNotebooks } from './wanted-notebooks.ts'

/** The notebooks of a project: what of each is published, by whom and since when. `?new=1` begins a new one. */
export function NotebooksPage() {
  const { t } = useTranslation()
  const go = useGo()
  const projectUuid = useProjectUuid()
  const apps = useQuery(appsQuery(projectUuid))
  const [search, setSearch] = useState('')
  const [status, setStatus] = useState<(typeof appStatuses)[number] | ''>('')
  const [order, setOrder] = useState<(typeof notebookOrders)[number]>('name')
  const { isNew, begin, leave } = useNewItem(paths.notebooks(projectUuid))
  const mayMake = useMay(projectUuid, 'explore.run')
  useCrumbs([{ label: t('notebooks.title') }])
  const button = (
    <Button size="sm" leftSection={<IconPlus size={16} />} onClick={begin}>
      {t('notebooks.new')}
    </Button>
  )
  return (
    <Page title={t('notebooks.title')} description={t('notebooks.description')} actions={mayMake && button}>
      <QueryBoundary query={apps} failed={t('notebooks.failed')} skeleton={<PagePending />}>
        {(all) => {
          if (all.length === 0) return <EmptyState icon={IconNotebook} text={t('notebooks.empty')} {...(mayMake ? { action: button } : {})} />
          const found = wantedNotebooks(all, { search, status, order })
          return (
            <>
              <Group gap="sm" mb="md">
                <SearchField label={t('content.search')} value={search} onChange={setSearch} flex="1 1 260px" />
                <NativeSelect
                  aria-label={t('notebooks.statusIs')}
                  value={status}
                  onChange={(event) => setStatus(event.currentTarget.value as typeof status)}
                  data={[{ value: '', label: t('notebooks.anyStatus') }, ...appStatuses.map((value) => ({ value, label: t(`notebooks.status.${value}`) }))]}
                />
                <NativeSelect
                  aria-label={t('notebooks.order')}
                  value={order}
                  onChange={(event) => setOrder(event.currentTarget.value as typeof order)}
                  data={notebookOrders.map((value) => ({ value, label: t(`notebooks.orders.${value}`) }))}
                />
              </Group>
              {found.length === 0 ? (
                <EmptyState icon={IconSearch} text={search === '' ? t('notebooks.noneOfStatus') : t('content.noMatch', { search })} />
              ) : (
                <NotebookList projectUuid={projectUuid} apps={found} />
              )}
            </>
          )
        }}
      </QueryBoundary>
      {isNew && mayMake && <NewNotebookDialog projectUuid={projectUuid} onMade={(uuid) => go(paths.notebook(projectUuid, uuid))} onClose={leave} />}
    </Page>
  )
}
