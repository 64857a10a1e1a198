# make demo   read a short story with Fabula and show what comes out (sets everything up first)
# make test   every check there is: style, types, tests (sets everything up first)
# make docs   write the pages that are made from the code anew
# make site   build the documentation as pages to look at, into site/
# make readme write the sample of output in README.md anew, from a real run
# make samples
#             write what commands print in docs/ anew, by running them
# make benchmarks DATA=DIR
#             measure on the annotated corpora in DIR and write docs/benchmarks.md and the table of
#             figures in README.md anew (a few minutes)
# make train ENCODER=DIR DATA=DIR
#             train the model anew: DIR with the encoder, DIR with litbank/, pdnc/, ud/ and fiction/ (an
#             evening on two cores); it goes on where it was stopped. RUNS=DIR, MODEL=DIR: where what comes
#             between and the model go, CONFIG=FILE: other settings, SEED=N: another seed,
#             DEVICE=cuda: learn on a GPU
# make cross ENCODER=DIR DATA=DIR
#             train two models that each know half of the annotation, so that every novel can be read by one
#             that has not seen it (an hour or two on two cores)
# make fit DATA=DIR
#             fit every weight of the cast stage on annotations by models that have not seen the text
#             (after make cross; minutes, but for the first time, when all texts are read)
# make frontend
#             build the scripts of the explorer anew (needs Node.js; the built ones are in the repository)
# make pictures
#             take the pictures of the explorer in the documentation anew (needs Chromium)
# make clean  remove what the others made

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/$(if $(filter Windows_NT,$(OS)),Scripts,bin)
PIP := $(BIN)/pip$(if $(filter Windows_NT,$(OS)),.exe)
STORY := tests/stories/dialogue.epub

.PHONY: demo test docs site readme samples benchmarks train cross fit frontend pictures clean help

help:
	@sed -n 's/^# //p' Makefile

$(PIP):
	@PYTHON="$(PYTHON)" tools/make-venv $(VENV)

$(VENV)/.installed: pyproject.toml | $(PIP)
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

$(VENV)/.tools: pyproject.toml | $(PIP)
	$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet --editable . --group dev
	@touch $@ $(VENV)/.installed

demo: $(VENV)/.installed
	@mkdir -p demo
	$(BIN)/fabula read $(STORY) --world demo/story.fabula
	$(BIN)/fabula export demo/story.fabula --format html --output demo/story.html
	@echo "Open demo/story.html in a browser: the story, each character in a colour."

test: $(VENV)/.tools
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest --numprocesses logical --maxprocesses 4 --dist loadfile

docs: $(VENV)/.tools
	$(BIN)/python -m tools.make_docs

site: $(VENV)/.tools
	$(BIN)/properdocs build --strict
	@echo "Open site/index.html in a browser."

readme: $(VENV)/.tools
	$(BIN)/python -m tools.make_readme

benchmarks: $(VENV)/.tools
	$(BIN)/python -m tools.make_benchmarks $(DATA)

samples: $(VENV)/.tools
	$(BIN)/python -m tools.make_samples

RUNS = training/runs/$(SEED)
MODEL := src/fabula/language/shipped
CONFIG := training/config.toml
SEED := 1
DEVICE := cpu
STEP = $(BIN)/python -m training.$(1) --encoder $(ENCODER) --data $(DATA)
LEARN = $(call STEP,$(1)) --config $(CONFIG) --seed $(SEED) --device $(DEVICE)
SLOWLY = $(call LEARN,train) --section $(1) --start $(RUNS)/joint/weights.pt --pdnc $(RUNS)/pdnc.pkl

train: $(VENV)/.training
	$(BIN)/python -m training.counts --data $(DATA)
	$(call LEARN,pretrain) --out $(RUNS)/encoder.pt
	$(call LEARN,train) --section mentions --start $(RUNS)/encoder.pt --out $(RUNS)/mentions
	$(call STEP,export) --checkpoint $(RUNS)/mentions/weights.pt --out $(RUNS)/mentions/onnx
	$(BIN)/python -m training.prepare --model $(RUNS)/mentions/onnx --data $(DATA) --as printed flat \
		--out $(RUNS)/pdnc.pkl
	$(call LEARN,train) --section joint --start $(RUNS)/encoder.pt --pdnc $(RUNS)/pdnc.pkl --out $(RUNS)/joint
	$(call SLOWLY,polish) --out $(RUNS)/polish-1
	$(call SLOWLY,polish) --seed $$(($(SEED) + 1)) --out $(RUNS)/polish-2
	$(call STEP,pseudo) --models $(RUNS)/polish-1/weights.pt $(RUNS)/polish-2/weights.pt --out $(RUNS)/pseudo.pkl
	$(call SLOWLY,distil) --pseudo $(RUNS)/pseudo.pkl --out $(RUNS)/distil
	$(call LEARN,train) --section treebank --start $(RUNS)/distil/weights.pt --out $(RUNS)/treebank
	$(call STEP,export) --checkpoint $(RUNS)/treebank/weights.pt --out $(MODEL)
	$(BIN)/python -m training.breaks --model $(MODEL) --data $(DATA) --out $(MODEL)

CROSS := training/runs/cross

cross: $(VENV)/.training
	$(BIN)/python -m training.prepare --model $(MODEL) --data $(DATA) --as printed --out $(CROSS)/pdnc.pkl
	$(BIN)/python -m training.thaw --encoder $(ENCODER) --model $(MODEL) --out $(CROSS)/shipped.pt
	$(call STEP,pseudo) --models $(CROSS)/shipped.pt --others --out $(CROSS)/pseudo.pkl
	for half in 0 1; do \
		$(call LEARN,train) --section half --set half="\"$$half\"" --pdnc $(CROSS)/pdnc.pkl \
			--pseudo $(CROSS)/pseudo.pkl --out $(CROSS)/half-$$half && \
		$(call STEP,export) --checkpoint $(CROSS)/half-$$half/weights.pt --out $(CROSS)/$$half || exit 1; \
	done
	$(BIN)/python -m training.cast.halves --data $(DATA) --out $(CROSS)/halves.json

fit: $(VENV)/.training
	$(BIN)/python -m training.cast.fit --data $(DATA) --kept $(CROSS)/kept --cross $(CROSS) --more training/stories --rounds 2 --folds 3 \
		--out src/fabula/cast/weights.json

$(VENV)/.training: $(VENV)/.tools
	$(BIN)/python -m pip install --quiet --group training
	@touch $@

frontend:
	cd frontend && npm ci --no-audit --no-fund --loglevel error && npm run build

pictures: $(VENV)/.tools
	$(BIN)/python -m tools.make_pictures --for-docs

clean:
	rm -rf $(VENV) frontend/node_modules demo site build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
