package io.ringmain;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The dependency rules of transport, see docs/architecture.md. */
@AnalyzeClasses(packages = "io.ringmain", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest
{
    @ArchTest
    static final ArchRule ONLY_THE_NODE_KNOWS_BOTH_JOURNAL_AND_KAFKA = layeredArchitecture()
            .consideringOnlyDependenciesInLayers().layer("journal").definedBy("io.ringmain.journal..").layer("kafka")
            .definedBy("io.ringmain.kafka..").layer("recovery").definedBy("io.ringmain.recovery..").layer("node")
            .definedBy("io.ringmain.node..").layer("broker")
            .definedBy("io.ringmain.broker..").layer("demo").definedBy("io.ringmain.demo..").layer("report")
            .definedBy("io.ringmain.report..").layer("torture").definedBy("io.ringmain.torture..").layer("chaos")
            .definedBy("io.ringmain.chaos..").layer("config")
            .definedBy("io.ringmain.config..").layer("web").definedBy("io.ringmain.web..").layer("cli")
            .definedBy("io.ringmain.cli..").whereLayer("journal")
            .mayOnlyBeAccessedByLayers("recovery", "node", "demo", "torture", "chaos", "config", "cli")
            .whereLayer("config")
            .mayOnlyBeAccessedByLayers("cli").whereLayer("web").mayOnlyBeAccessedByLayers("cli").whereLayer("torture")
            .mayOnlyBeAccessedByLayers("cli").whereLayer("chaos").mayOnlyBeAccessedByLayers("cli")
            .whereLayer("recovery")
            .mayOnlyBeAccessedByLayers("node", "demo", "cli").whereLayer("kafka")
            .mayOnlyBeAccessedByLayers("node", "demo", "chaos", "config", "cli").whereLayer("node")
            .mayOnlyBeAccessedByLayers("demo", "chaos", "config", "web", "cli")
            .whereLayer("broker").mayOnlyBeAccessedByLayers("demo", "chaos", "cli").whereLayer("demo")
            .mayOnlyBeAccessedByLayers("cli").whereLayer("report").mayOnlyBeAccessedByLayers("demo", "cli")
            .whereLayer("cli").mayNotBeAccessedByAnyLayer();

    @ArchTest
    static final ArchRule A_TRANSFER_KNOWS_NO_KIND_OF_LOG = noClasses().that()
            .resideInAnyPackage("io.ringmain.log..", "io.ringmain.transfer..", "io.ringmain.file..").should()
            .dependOnClassesThat().resideInAnyPackage("io.ringmain.journal..", "io.ringmain.kafka..",
                    "io.ringmain.node..", "io.ringmain.cli..", "org.apache.kafka..")
            .because("what goes from any log to any other is written once");

    @ArchTest
    static final ArchRule LOGS_DO_NOT_KNOW_HOW_THEY_ARE_READ = noClasses().that()
            .resideInAnyPackage("io.ringmain.log..", "io.ringmain.journal..", "io.ringmain.kafka..",
                    "io.ringmain.file..")
            .should().dependOnClassesThat().resideInAPackage("io.ringmain.transfer..");

    @ArchTest
    static final ArchRule RECOVERY_KNOWS_NO_KAFKA_AND_NO_NODE = noClasses().that()
            .resideInAPackage("io.ringmain.recovery..").should().dependOnClassesThat()
            .resideInAnyPackage("io.ringmain.kafka..", "org.apache.kafka..", "io.ringmain.node..", "net.openhft..")
            .because("the same snapshots serve a journal and a Kafka partition");

    @ArchTest
    static final ArchRule ONLY_THE_JOURNAL_KNOWS_CHRONICLE = noClasses().that()
            .resideOutsideOfPackages("io.ringmain.journal..", "io.ringmain.lane..").should().dependOnClassesThat()
            .resideInAPackage("net.openhft..")
            .because("core pins lanes with its own copy of that rule; nobody else needs it");

    @ArchTest
    static final ArchRule NOBODY_LOOKS_INTO_THE_ENGINE = noClasses().that()
            .resideOutsideOfPackages("io.ringmain.pipeline..", "io.ringmain.engine..", "io.ringmain.monitor..").should()
            .dependOnClassesThat()
            .resideInAPackage("io.ringmain.engine..");

    @ArchTest
    static final ArchRule PACKAGES_ARE_FREE_OF_CYCLES = slices().matching("io.ringmain.(*)..").should()
            .beFreeOfCycles();
}
