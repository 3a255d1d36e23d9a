import { MantineThemeProvider, Popover } from '@mantine/core'
import type { KeyboardEvent, ReactNode } from 'react'

type Props = {
  opened: boolean
  onChange: (opened: boolean) => void
  onSubmit: () => void
  /** The button it hangs on. */ target: ReactNode
  children: ReactNode
}

/** Lists and calendars of the form open inside of it: a click in one of them must not be a click outside, which closes the form. */
const openInside = { components: { Popover: { defaultProps: { withinPortal: false } } } }

/** A small form that hangs on a button. Escape closes one layer: an open list or calendar first. */
export function FilterPopover({ opened, onChange, onSubmit, target, children }: Props) {
  const onKeyDownCapture = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.currentTarget.querySelector('[aria-expanded="true"]') !== null) return
    event.stopPropagation()
    onChange(false)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') event.stopPropagation()
  }
  return (
    <Popover opened={opened} onChange={onChange} width={340} shadow="md" trapFocus returnFocus withArrow position="bottom-start" closeOnEscape={false}>
      <Popover.Target>{target}</Popover.Target>
      <Popover.Dropdown>
        <MantineThemeProvider inherit theme={openInside}>
          {/* Keys are only kept from layers further out. */}
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
          <form
            onKeyDownCapture={onKeyDownCapture}
            onKeyDown={onKeyDown}
            onSubmit={(event) => {
              event.preventDefault()
              onSubmit()
            }}
          >
            {children}
          </form>
        </MantineThemeProvider>
      </Popover.Dropdown>
    </Popover>
  )
}
