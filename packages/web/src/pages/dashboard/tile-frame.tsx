import type { ReactNode } from 'react'
import classes from './dashboard.module.css'

type Props = {
  name: string
  /** The heading; absent for a tile without one. */
  title?: ReactNode
  /** Buttons at the right. */
  actions?: ReactNode
  isRunning?: boolean
  isOutdated?: boolean
  scrolls?: boolean
  /** Without border and background. */
  plain?: boolean
  children: ReactNode
  /** Lies over the lower right corner. */
  note?: ReactNode
  /** Lies over the upper right corner, of a tile without heading. */
  corner?: ReactNode
}

/** The box of a tile: heading, buttons, content, and a thin bar while it loads. */
export function TileFrame({ name, title, actions, isRunning = false, isOutdated = false, scrolls = false, plain = false, children, note, corner }: Props) {
  return (
    <section className={classes['tile']} aria-label={name} aria-busy={isRunning} data-plain={plain || undefined}>
      {isRunning && <div className={classes['progress']} />}
      {(title !== undefined || actions !== undefined) && (
        <div className={classes['head']}>
          <h2 className={classes['title']}>{title}</h2>
          {actions !== undefined && <div className={classes['actions']}>{actions}</div>}
        </div>
      )}
      {/* A scrolling region must be reachable by keyboard. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className={classes['body']} data-outdated={isOutdated || undefined} data-scroll={scrolls || undefined} {...(scrolls ? { tabIndex: 0 } : {})}>
        {children}
      </div>
      {corner !== undefined && <div className={classes['corner']}>{corner}</div>}
      {note !== undefined && <div className={classes['note']}>{note}</div>}
    </section>
  )
}
