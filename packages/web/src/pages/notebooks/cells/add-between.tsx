import { Menu } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { memo, useRef, useState } from 'react'
import { useNotebook } from '../notebook-context.ts'
import { CellKindItems } from './cell-kind-items.tsx'
import classes from './cells.module.css'

/**
 * The line between two cells, which adds one there. The menu is made when it is wanted: a notebook may have a thousand cells. Not on the way
 * of the Tab key, where it would stand before each cell: from a cell, its keys and its menu add others.
 */
export const AddBetween = memo(function AddBetween({ label, after }: { label: string; after: string | null }) {
  const { actions } = useNotebook()
  const button = useRef<HTMLButtonElement>(null)
  const [isOpen, setOpen] = useState(false)
  const close = (): void => {
    setOpen(false)
    button.current?.focus({ preventScroll: true })
  }
  return (
    <div className={classes['between']} data-open={isOpen || undefined}>
      <button ref={button} type="button" tabIndex={-1} aria-label={label} aria-haspopup="menu" aria-expanded={isOpen} onClick={() => setOpen(true)}>
        <IconPlus size={14} aria-hidden />
      </button>
      {isOpen && (
        <Menu opened onClose={close} position="bottom" width={340} returnFocus={false}>
          <Menu.Target>
            <span className={classes['betweenPlace']} />
          </Menu.Target>
          <Menu.Dropdown mah="min(70vh, 620px)" style={{ overflowY: 'auto' }}>
            <CellKindItems
              onPick={(kind) => {
                setOpen(false)
                actions.add(kind, after)
              }}
            />
          </Menu.Dropdown>
        </Menu>
      )}
    </div>
  )
})
