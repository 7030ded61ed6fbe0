// On the offline page: all that is kept on this phone, in place of what is kept on every phone. The worker
// names its box by the folder of the portal; of two portals, one inside the other, the longer name is ours.
// Of each page, the title without the name of the portal; neither the offline page itself nor redirects.
window.caches&&caches.keys().then(n => {
    n = n.filter(n => !location.href.indexOf(n)).sort().pop()
    n && caches.open(n).then(b => b.keys().then(k => Promise.all(k.map(q => /x.html$/.test(q.url) && b.match(q).then(r => r.text()).then(t =>
    (t = /-kind="?(?!off|redi)[^]*?<title>(.*?)( –|<)/.exec(t)) && `<li><a href="${q.url}">${t[1]}</a>`))).then(l =>
    kept.innerHTML = l.filter(l => l).join(''))))
})
