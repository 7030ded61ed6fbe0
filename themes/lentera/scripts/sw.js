// The service worker: keeps what was read, for days without network.
//
// Phones on prepaid data fetch every byte of it, so names are short; comments and indents are dropped by
// the build. It is written for Chrome 49. Before it, the build writes
//   PAGES   what is kept from the first visit on; the first is the page for what is not kept
//   WORDS   for each language: no network, slow network, as of {date}, changed since {date}
// and behind it the edition's name, so that browsers notice a new one. Addresses are relative to its own
// folder: the portal works anywhere.

// Our folder, the addresses of PAGES, and the box of copies. The folder's address is the box's name: other
// portals may live on the same site.
const top = registration.scope, list = PAGES.map(p => top + p), box = caches.open(top)

// A page has one name: without query and anchor, with its file.
const name = u => u.split(/[?#]/)[0].replace(/\/$/, '/index.html')

// Keeps an answer. Of what is not in the list, the newest 90 stay.
const keep = (u, r) => box.then(b => b.put(u, r).then(() => b.keys()).then(all =>
all.filter(q => list.indexOf(q.url) < 0).slice(0, -90).map(q => b.delete(q))))

// Fills the box: the list, and what is being read. One after the other, to leave the line free. When one
// does not arrive, the browser installs us again on a later visit; what did not change is not sent twice.
// For readers who save data, nothing of the list is fetched but its first page.
addEventListener('install', e => {
    skipWaiting()
    e.waitUntil(clients.matchAll({includeUncontrolled: true}).then(all =>
    list.slice(0, (navigator.connection || 0).saveData ? 1 : 99).concat(all.map(c => name(c.url))).reduce((p, u) =>
    p.then(() => u.indexOf(top) || fetch(u, {cache: 'no-cache'}).then(r => r.ok && keep(u, r))), box)))
})
addEventListener('activate', e => e.waitUntil(clients.claim()))

// A copy never comes without its day, nor without a warning once a fact on it has changed. 324e5: the day
// begins nine hours before UTC in the east of Indonesia; rather warn too early than too late.
const show = (r, why) => r.clone().text().then(t => {
    const find = p => p.exec(t) || [], words = WORDS[find(/\slang="?(\w+)/)[1]], until = find(/-until="(\S+) (.*?)"/)
    const say = (i, date) => words[i].replace('{date}', date)
    return new Response(t.replace(/<body.*?>/, '$&<p><mark>' + words[why] + ' ' + say(2, find(/-edition="(.*?)"/)[1])
    + (Date.parse(until[1]) - 324e5 < Date.now() ? ' <b>' + say(3, until[2]) + '</b>' : '') + '</mark></p>'), r)
})

addEventListener('fetch', e => {
    const q = e.request, u = name(q.url), asset = !u.indexOf(top + 'aset/')
    if (q.method != 'GET' || u.indexOf(top) || !asset && q.mode != 'navigate') return
    // The network's answer. A page that is gone is kept no longer.
    const ask = () => fetch(q).then(r => {
        const copy = r.clone()
        r.status == 404 ? box.then(b => b.delete(u)) : r.ok && (asset || /\/index.html$/.test(u)) && keep(u, copy)
        return r
    })
    const answer = asset || ask()
    e.respondWith(box.then(b => b.match(u).then(kept =>
    // What lies in aset/ never changes.
    asset ? kept || ask() :
    // The network first, for four seconds.
    kept && u != list[0] ? Promise.race([answer.then(r => r.status < 500 ? r : show(kept, 0), () => show(kept, 0)),
    new Promise(f => setTimeout(f, 4e3)).then(() => show(kept, 1))]) :
    // What is not kept: the page that says so stands at the address asked for, where loading again is trying again.
    answer.catch(() => b.match(list[0]).then(r => r.text().then(t => new Response(t.replace(/(href="?)\.\.\//g, '$1' + top), r)))))))
})
