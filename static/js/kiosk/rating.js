// 好差评 in five steps by touch; no words, no person. Without a network it is not there.

(() => {
  const { make, button, list, part } = kiosk;
  const STEPS = [["非常满意", 5], ["满意", 4], ["基本满意", 3], ["不满意", 2], ["非常不满意", 1]];

  const random = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");

  const POOR = 2;
  const inFours = (number) => number.replace(/(.{4})(?=.)/g, "$1 ");

  // Somebody answers a bad rating: the number is what the answer is read by.
  const thanks = (said, stars) => stars > POOR ? said.thanks
    : `${said.thanks}这条评价会有人核实处理，凭回执编号在“意见反馈”页查答复，请抄下或拍下：${inFours(said.number)}`;

  // Sent again with the same key it is still one rating. What came of it, in words.
  async function send(item, query, stars, key) {
    const about = new URLSearchParams(query);
    about.set(item.kind, item.code);
    about.set("s", kiosk.store.site);
    const body = new URLSearchParams({ stars: String(stars), request_key: key });
    try {
      const answer = await fetch(`/feedback/?${about}`, { method: "POST", body, headers: { Accept: "application/json" }, credentials: "omit" });
      const said = await answer.json();
      return answer.ok ? thanks(said, stars) : Object.keys(said.errors).map((name) => said.errors[name].join("")).join("");
    } catch (error) {
      return "网络中断，没有收到您的评价。";
    }
  }

  kiosk.rating = (item, query) => {
    if (kiosk.store.isAway) return null;
    const key = random();
    const said = make("p", { className: "lead", role: "status" });
    const steps = STEPS.map(([text, stars]) => button(text, () => {
      steps.forEach((one) => { one.disabled = true; });
      send(item, query, stars, key).then((words) => { said.textContent = words; });
    }));
    return part("这份指南，您满意吗？", list("steps", steps), said);
  };
})();
