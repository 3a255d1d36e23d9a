import { Alert, Skeleton } from '@mantine/core'
import { IconLock } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { modelsQuery, type ModelList } from '../../../api/develop.ts'
import { NeedsRole } from '../../../components/needs-role.tsx'
import { Page } from '../../../components/page.tsx'
import { QueryBoundary } from '../../../components/query-boundary.tsx'
import { useProjectUuid } from '../../../components/use-route-param.ts'
import { useCrumbs } from '../../../shell/crumbs.ts'
import { paths } from '../../../shell/paths.ts'
import { CreatedModels, type NewExplore } from './created-models.tsx'
import classes from './model-tables.module.css'
import { pickableTables } from './pickable-tables.ts'
import { ProposalView } from './proposal-view.tsx'
import { TablePicker } from './table-picker.tsx'
import { useWantedModels } from './use-wanted-models.ts'

/** Models of many tables at once, for those who may write them. */
export function ModelTablesPage() {
  const { t } = useTranslation()
  const projectUuid = useProjectUuid()
  useCrumbs([{ label: t('shell.nav.develop'), href: paths.develop(projectUuid) }, { label: t('modelTables.title') }])
  return (
    <NeedsRole projectUuid={projectUuid} title={t('modelTables.title')} needs="model.update" least="developer">
      <ModelTables key={projectUuid} projectUuid={projectUuid} />
    </NeedsRole>
  )
}

function ModelTables({ projectUuid }: { projectUuid: string }) {
  const { t } = useTranslation()
  const models = useQuery(modelsQuery(projectUuid))
  return (
    <Page title={t('modelTables.title')} description={t('modelTables.description')}>
      <QueryBoundary query={models} failed={t('develop.failed')} skeleton={<Skeleton height={400} aria-busy />}>
        {(list) =>
          list.readOnly === null ? (
            <Tables projectUuid={projectUuid} list={list} />
          ) : (
            <Alert color="gray" variant="light" icon={<IconLock size={18} />}>
              {t(`develop.readOnly.${list.readOnly}`)}
            </Alert>
          )
        }
      </QueryBoundary>
    </Page>
  )
}

/** Tables are picked, their files looked at, and all of them created. */
function Tables({ projectUuid, list }: { projectUuid: string; list: ModelList }) {
  const [wanted, setWanted] = useWantedModels(projectUuid)
  const [created, setCreated] = useState<readonly NewExplore[]>([])
  const tables = pickableTables(list)
  const known = new Set(tables.map(({ name }) => name))
  // An address may name tables that are gone. Of those that have got a model since, their files say so.
  const picked = wanted.tables.filter((name) => known.has(name))
  return (
    <>
      {created.length > 0 && <CreatedModels projectUuid={projectUuid} explores={created} />}
      <div className={classes['page']}>
        <TablePicker
          projectUuid={projectUuid}
          list={list}
          tables={tables}
          picked={picked}
          onPick={(chosen) => {
            setCreated([])
            setWanted({ ...wanted, tables: chosen })
          }}
        />
        <div className={classes['work']}>
          <ProposalView
            // What went wrong with other tables is not said of these.
            key={created.length}
            projectUuid={projectUuid}
            wanted={{ ...wanted, tables: picked }}
            onChange={setWanted}
            onCreated={(explores) => {
              setCreated(explores)
              setWanted({ tables: [], withoutJoins: [] })
            }}
          />
        </div>
      </div>
    </>
  )
}
