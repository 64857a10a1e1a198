import{p as a}from"./server.js";function r(){for(const t of document.querySelectorAll("[data-load]"))a(t.dataset.load??"").then(o=>{t.innerHTML=o})}export{r as start};
