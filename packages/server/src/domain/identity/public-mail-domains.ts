/** Domains where anybody can get an address: allowing one would let the whole world in. */
export const publicMailDomains: ReadonlySet<string> = new Set(
  `gmail.com googlemail.com outlook.com outlook.de outlook.fr hotmail.com hotmail.co.uk hotmail.de hotmail.fr live.com live.co.uk live.de msn.com passport.com
  yahoo.com yahoo.co.uk yahoo.co.jp yahoo.co.in yahoo.de yahoo.fr yahoo.it yahoo.es yahoo.ca yahoo.com.br ymail.com rocketmail.com aol.com aim.com
  icloud.com me.com mac.com proton.me protonmail.com protonmail.ch pm.me tutanota.com tutanota.de tuta.com tuta.io fastmail.com fastmail.fm hey.com
  gmx.com gmx.net gmx.de gmx.at gmx.ch web.de t-online.de freenet.de mailbox.org posteo.de mail.com email.com zoho.com zohomail.com
  mail.ru bk.ru inbox.ru list.ru yandex.ru yandex.com rambler.ru qq.com 163.com 126.com sina.com foxmail.com aliyun.com naver.com daum.net hanmail.net
  orange.fr wanadoo.fr free.fr laposte.net sfr.fr libero.it virgilio.it alice.it tiscali.it wp.pl o2.pl onet.pl interia.pl seznam.cz centrum.cz
  btinternet.com sky.com virginmedia.com talktalk.net comcast.net verizon.net att.net sbcglobal.net cox.net charter.net bellsouth.net earthlink.net
  uol.com.br bol.com.br terra.com.br rediffmail.com bigpond.com optusnet.com.au shaw.ca rogers.com telus.net duck.com mailinator.com guerrillamail.com
  yopmail.com temp-mail.org 10minutemail.com sharklasers.com trashmail.com discard.email`.split(/\s+/),
)
