import { exportCsv } from '../../api/csv-export.ts'
import { sendToSheet } from '../../api/integrations.ts'
import { columnsOf } from '../../explore/explore-state.ts'
import { SheetDialog } from '../../sheets/sheet-dialog.tsx'
import { WriteBackDialog } from '../../write-back/write-back-dialog.tsx'
import { ToNotebookDialog } from '../notebooks/to-notebook/to-notebook-dialog.tsx'
import { BinsDialog } from './dialogs/bins-dialog.tsx'
import { CalculationDialog } from './dialogs/calculation-dialog.tsx'
import { EndpointFromExplore } from './dialogs/endpoint-from-explore.tsx'
import { CsvDialog } from './dialogs/csv-dialog.tsx'
import { GroupsDialog } from './dialogs/groups-dialog.tsx'
import { MetricDialog } from './dialogs/metric-dialog.tsx'
import { ShortLinkDialog } from './dialogs/short-link-dialog.tsx'
import { SaveDialog } from './dialogs/save-dialog.tsx'
import { UnderlyingDrawer } from './dialogs/underlying-drawer.tsx'
import { useExplore, type ExploreDialog } from './explore-context.ts'

/** The dialog that is open, if one is. */
export function ExploreDialogs({ dialog, onClose }: { dialog: ExploreDialog | null; onClose: () => void }) {
  const { projectUuid, query, state, chart, explore } = useExplore()
  if (dialog === null) return null
  switch (dialog.dialog) {
    case 'save':
      return <SaveDialog onClose={onClose} />
    case 'calculation':
      return <CalculationDialog name={dialog.name} onClose={onClose} />
    case 'bins':
      return <BinsDialog fieldId={dialog.fieldId} id={dialog.id} onClose={onClose} />
    case 'groups':
      return <GroupsDialog fieldId={dialog.fieldId} id={dialog.id} onClose={onClose} />
    case 'metric':
      return <MetricDialog fieldId={dialog.fieldId} id={dialog.id} onClose={onClose} />
    case 'underlying':
      return <UnderlyingDrawer projectUuid={projectUuid} query={dialog.query} title={dialog.title} onClose={onClose} />
    case 'short-link':
      return <ShortLinkDialog onClose={onClose} />
    case 'endpoint':
      return <EndpointFromExplore onClose={onClose} />
    case 'notebook':
      return <ToNotebookDialog projectUuid={projectUuid} question={{ kind: 'explore', title: chart?.name ?? explore.label, query }} onClose={onClose} />
    case 'sheet':
      return (
        <SheetDialog
          onClose={onClose}
          onSend={(signal) => sendToSheet(projectUuid, query, { columnOrder: columnsOf(state), title: chart?.name ?? explore.label }, signal)}
        />
      )
    case 'write-back':
      return <WriteBackDialog projectUuid={projectUuid} way={dialog.way} metrics={query.additionalMetrics ?? []} onClose={onClose} />
    case 'csv':
      return (
        <CsvDialog
          onClose={onClose}
          onExport={(choice, signal) =>
            exportCsv(projectUuid, query, { ...choice, columnOrder: columnsOf(state), chartName: chart?.name ?? explore.label }, signal)
          }
        />
      )
  }
}
