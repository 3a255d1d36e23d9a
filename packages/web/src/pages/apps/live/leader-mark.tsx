import { createContext, useContext } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './leader-mark.module.css'

/** The element in which somebody who is followed has the focus, and their name; null: in none, or nobody is followed. */
export const LeaderFocus = createContext<{ element: string; name: string } | null>(null)

/** Says of an element that somebody who is followed has the focus in it. */
export function LeaderMark({ element }: { element: string }) {
  const { t } = useTranslation()
  const leader = useContext(LeaderFocus)
  if (leader?.element !== element) return null
  return (
    <div className={classes['mark']}>
      <span className={classes['name']} role="status">
        {t('live.isHere', { name: leader.name })}
      </span>
    </div>
  )
}
