/** What runs on every page: each feature starts where its elements are. */
document.documentElement.classList.add("scripted");
// On a narrow screen the navigation scrolls sideways: where one is has to be in sight.
document.querySelector(".top nav [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });

if (document.getElementById("story")) void import("./text").then((text) => text.start());
if (document.getElementById("panel")) void import("./panel").then((panel) => panel.start());
if (document.getElementById("review")) void import("./review").then((review) => review.start());
if (document.querySelector("[data-events], [data-drop]")) void import("./arriving").then((arriving) => arriving.start());
if (document.querySelector("[data-load]")) void import("./loading").then((loading) => loading.start());
if (document.querySelector("[data-chart]")) void import("./charts").then((charts) => charts.start());
