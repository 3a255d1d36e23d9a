import { Button, Group, SegmentedControl, Select, Skeleton } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconBooks, IconCategory, IconSearch, IconSitemap } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { catalogQuery, categoriesQuery } from '../../api/catalog.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { LinkTo } from '../../components/link-to.tsx'
import { Page } from '../../components/page.tsx'
import { QueryBoundary } from '../../components/query-boundary.tsx'
import { SearchField } from '../../components/search-field.tsx'
import { useMay } from '../../components/use-may.ts'
import { useProjectUuid } from '../../components/use-route-param.ts'
import { useCrumbs } from '../../shell/crumbs.ts'
import { paths } from '../../shell/paths.ts'
import { CatalogTable } from './catalog-table.tsx'
import { catalogKinds, useCatalogState } from './use-catalog-state.ts'

const pauseMs = 150

/** Metrics, fields and tables of a project: what they mean, who answers for them, where they are used. */
export function CatalogPage() {
  const { t } = useTranslation()
  const projectUuid = useProjectUuid()
  const [{ kind, search, category }, change] = useCatalogState(projectUuid)
  const [wanted] = useDebouncedValue(search, pauseMs)
  const items = useQuery(catalogQuery(projectUuid, kind, wanted.trim()))
  const categories = useQuery(categoriesQuery(projectUuid)).data ?? []
  const mayManage = useMay(projectUuid, 'tags.manage')
  useCrumbs([{ label: t('catalog.title') }])
  return (
    <Page
      title={t('catalog.title')}
      description={t('catalog.description')}
      actions={
        <Group gap="xs">
          {mayManage && (
            <Button size="sm" variant="default" leftSection={<IconCategory size={16} />} component={LinkTo} href={paths.categories(projectUuid)}>
              {t('catalog.manageCategories')}
            </Button>
          )}
          <Button size="sm" variant="default" leftSection={<IconSitemap size={16} />} component={LinkTo} href={paths.lineage(projectUuid)}>
            {t('catalog.lineage')}
          </Button>
        </Group>
      }
    >
      <Group gap="sm" mb="md" align="flex-end">
        <SegmentedControl
          aria-label={t('catalog.kind')}
          value={kind}
          onChange={(value) => change({ kind: catalogKinds.find((one) => one === value) ?? 'metrics' })}
          data={catalogKinds.map((value) => ({ value, label: t(`catalog.kinds.${value}`) }))}
        />
        <SearchField label={t('catalog.search')} value={search} onChange={(search) => change({ search }, { replace: true })} style={{ flex: '1 1 14rem' }} />
        {categories.length > 0 && (
          <Select
            aria-label={t('catalog.category')}
            placeholder={t('catalog.anyCategory')}
            data={categories.map(({ tagUuid, name }) => ({ value: tagUuid, label: name }))}
            value={category}
            onChange={(value) => change({ category: value })}
            clearable
            clearButtonProps={{ 'aria-label': t('catalog.anyCategory') }}
            w={200}
          />
        )}
      </Group>
      <QueryBoundary query={items} failed={t('catalog.failed')} skeleton={<Skeleton height={320} />}>
        {(all) => {
          const shown = category === null ? all : all.filter((item) => item.categories.some(({ tagUuid }) => tagUuid === category))
          const isFiltered = category !== null || search.trim() !== ''
          if (shown.length === 0) return <EmptyState icon={isFiltered ? IconSearch : IconBooks} text={t(isFiltered ? 'catalog.noMatch' : 'catalog.empty')} />
          return <CatalogTable key={kind} projectUuid={projectUuid} items={shown} mayManage={mayManage} />
        }}
      </QueryBoundary>
    </Page>
  )
}
