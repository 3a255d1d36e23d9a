import type { AppElement, NotebookDocument, NotebookEdit, NotebookProblem } from '@atrium/documents'
import { ActionIcon } from '@mantine/core'
import { IconArrowsMove } from '@tabler/icons-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useGridEdit } from '../../../components/grid/use-grid-edit.ts'
import type { SessionStore } from '../../../app-session/session-store.ts'
import editing from '../../dashboard/dashboard.module.css'
import { ElementCard, GoneCard } from './element-card.tsx'
import { ElementMenu } from './element-menu.tsx'
import { elementStyle } from './element-style.ts'
import classes from './app.module.css'

type Props = {
  document: NotebookDocument
  /** Those of the tab that is shown. */
  elements: readonly AppElement[]
  /** What cells are called, by id. */
  labels: ReadonlyMap<string, string>
  problems: readonly NotebookProblem[]
  /** The session of the notebook; null: not open yet. */
  store: SessionStore | null
  /** In one column nothing is moved. */
  isFixed: boolean
  onEdit: (edit: NotebookEdit) => void
}

/** The elements of an app with handles: dragged by pointer, stepped with the arrow keys (with Shift: resized). */
export function ElementGrid({ document, elements, labels, problems, store, isFixed, onEdit }: Props) {
  const { t } = useTranslation()
  const { grid, placed, handle, sizer } = useGridEdit(elements, (places) => onEdit({ type: 'place-elements', places }))
  const cells = useMemo(() => new Map(document.cells.map((cell) => [cell.id, cell])), [document.cells])
  return (
    <div className={classes['grid']} ref={grid}>
      {placed.map((element) => {
        const cell = cells.get(element.cellId) ?? null
        const name = cell === null ? t('apps.cellGone') : (labels.get(cell.id) ?? cell.id)
        const actions = (
          <>
            {!isFixed && (
              <ActionIcon
                size={26}
                className={editing['handle'] ?? ''}
                aria-label={t('dashboard.editing.move', { name })}
                title={t('dashboard.editing.moveHint')}
                {...handle(element.uuid)}
              >
                <IconArrowsMove size={15} />
              </ActionIcon>
            )}
            <ElementMenu element={element} cell={cell} name={name} app={document.app} onEdit={onEdit} />
          </>
        )
        return (
          <div
            key={element.uuid}
            className={`${classes['element']} ${editing['editing']}`}
            data-element={element.uuid}
            data-free={cell?.kind === 'text' || cell?.kind === 'section' || cell?.kind === 'input' || undefined}
            style={elementStyle(element)}
          >
            {cell === null ? <GoneCard name={name} actions={actions} /> : <ElementCard {...{ element, cell, name, labels, problems, store, actions }} />}
            {!isFixed && <div className={editing['sizer']} aria-hidden {...sizer(element.uuid)} />}
          </div>
        )
      })}
    </div>
  )
}
